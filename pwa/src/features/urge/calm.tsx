// Something to do while one waits: breathing, the senses, a sentence about waves, and things of one's own. One at a time.
import './calm.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';

const ways = ['breathe', 'senses', 'wave'] as const;
type Way = (typeof ways)[number] | 'own';

const panels = { breathe: Breathing, senses: Senses, wave: Wave, own: Own };

/** `own`: somebody is signed in here, and the app lock is open. */
export function Calm({ own }: { own: boolean }) {
  const w = messages.value.calm;
  const [open, setOpen] = useState<Way | null>(null);
  const offered: readonly Way[] = own ? [...ways, 'own'] : ways;
  const panel = useRef<HTMLDivElement>(null);
  // What was asked for is on the screen, not below it.
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [open]);
  const Panel = open && offered.includes(open) ? panels[open] : null;
  return (
    <Card label={w.title}>
      <h2>{w.title}</h2>
      <div class="calm-ways">
        {offered.map((way) => (
          <Button
            key={way}
            look="quiet"
            pressed={open === way}
            onClick={() => setOpen(open === way ? null : way)}
          >
            {w.ways[way]}
          </Button>
        ))}
      </div>
      {Panel && (
        <div key={open} ref={panel} class="calm-panel">
          <Panel />
        </div>
      )}
    </Card>
  );
}

const secondsIn = 4;
const secondsOut = 6;

/** In for four, out for six: the circle grows and shrinks, or stands still where motion is not wanted. */
function Breathing() {
  const w = messages.value.calm;
  const [second, setSecond] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => setSecond((before) => before + 1), 1000);
    return () => clearInterval(ticking);
  }, []);
  const at = second % (secondsIn + secondsOut);
  const breathingIn = at < secondsIn;
  return (
    <>
      <div class={breathingIn ? 'breath in' : 'breath'}>
        <span class="breath-circle" aria-hidden="true" />
        <span class="breath-word" role="status">
          {breathingIn ? w.breatheIn : w.breatheOut}
        </span>
        <span class="breath-count" aria-hidden="true">
          {breathingIn ? at + 1 : at - secondsIn + 1}
        </span>
      </div>
      <p class="sub small">{w.breatheAbout}</p>
    </>
  );
}

/** 5-4-3-2-1: one sense after the other. */
function Senses() {
  const w = messages.value.calm;
  const [step, setStep] = useState(0);
  const over = step === w.senses.length;
  return (
    <>
      <p class="calm-line" role="status">
        {over ? w.sensesDone : w.senses[step]}
      </p>
      <Button look={over ? 'plain' : 'filled'} wide onClick={() => setStep(over ? 0 : step + 1)}>
        {over ? w.again : w.next}
      </Button>
    </>
  );
}

function Wave() {
  const w = messages.value.calm;
  return (
    <>
      {w.wave.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

/** What a person put here themselves comes along only when they ask for it. */
function Own() {
  const [module, arrive] = useState<typeof import('./own') | null>(null);
  useEffect(() => {
    import('./own').then(arrive).catch(() => undefined);
  }, []);
  return module && <module.default />;
}
