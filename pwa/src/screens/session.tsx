import { words } from '../words';

export default function Screen() {
  return (
    <main class="screen">
      <h1>{words.value.session.title}</h1>
    </main>
  );
}
