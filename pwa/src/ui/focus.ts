/** After a move: the new screen's title takes the focus, so that a screen reader says where one is. */
export function focusTitle(root: ParentNode = document): void {
  const title = root.querySelector<HTMLElement>('h1');
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
