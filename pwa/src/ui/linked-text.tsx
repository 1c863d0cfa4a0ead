// A line somebody typed, with its numbers and addresses to tap. Everything else stays as it was written.
import './linked-text.css';
import { piecesOf } from '../lib/links';

export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {piecesOf(text).map(({ text: words, href }, i) =>
        href ? (
          <a
            key={`${i} ${words}`}
            class="in-line"
            href={href}
            {...(href.startsWith('https:') || href.startsWith('http:')
              ? { target: '_blank', rel: 'noopener noreferrer' }
              : {})}
          >
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </>
  );
}
