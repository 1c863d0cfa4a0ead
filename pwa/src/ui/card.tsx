// A surface. `next` is the one coloured card that answers a screen's question; the rest are quiet.
import type { ComponentChildren } from 'preact';

interface CardProps {
  tone?: 'plain' | 'next';
  /** Rows inside bring their own vertical space. */
  rows?: boolean;
  label?: string;
  children: ComponentChildren;
}

export function Card({ tone = 'plain', rows, label, children }: CardProps) {
  const name = `card${tone === 'next' ? ' next' : ''}${rows ? ' rows' : ''}`;
  return label ? (
    <section class={name} aria-label={label}>
      {children}
    </section>
  ) : (
    <div class={name}>{children}</div>
  );
}
