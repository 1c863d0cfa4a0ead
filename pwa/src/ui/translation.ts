// A page that the browser has translated. A translator puts <font> elements in the place of text nodes; the drawing library goes
// on writing into the nodes it made, which nobody sees any more ("On this phone" stays after the server has the entry). So the
// node that was taken out is watched: when its text changes, it takes its place again, and is translated anew.

const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;
const isStandIn = (node: Node | null): node is HTMLElement => node?.nodeName === 'FONT';

/** The element that stands where this text was; null when the text was simply removed. */
function standInFor({ addedNodes, nextSibling, previousSibling }: MutationRecord) {
  // Replaced in one step, or put beside it first and removed after.
  return [...addedNodes, nextSibling, previousSibling].find(isStandIn) ?? null;
}

/** Returns how to stop. */
export function followTranslation(root: Node = document.body): () => void {
  const standIns = new WeakMap<Node, HTMLElement>();
  const changed = new MutationObserver((records) => {
    for (const { target } of records) {
      const standIn = standIns.get(target);
      if (!standIn?.isConnected) continue;
      standIns.delete(target);
      standIn.replaceWith(target);
    }
  });
  const replaced = new MutationObserver((records) => {
    for (const record of records)
      for (const node of record.removedNodes) {
        const standIn = isText(node) && !node.isConnected ? standInFor(record) : null;
        if (!standIn) continue;
        standIns.set(node, standIn);
        changed.observe(node, { characterData: true });
      }
  });
  replaced.observe(root, { childList: true, subtree: true });
  return () => {
    replaced.disconnect();
    changed.disconnect();
  };
}
