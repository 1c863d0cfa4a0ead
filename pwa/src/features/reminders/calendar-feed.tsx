// A calendar that reads one's dates by itself: what that means is said before, the address is shown once, off is one tap.
import './calendar.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayShortDay } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Sheet } from '../../ui/sheet';
import { CalendarAddress } from './calendar-address';
import type { Feed } from './calendar-api';
import { type FeedEnd, feed, makeAddress, refreshFeed, turnOffFeed } from './calendar-feed-state';
import { messages } from './messages';

export function CalendarFeed() {
  const w = messages.value.feed;
  const [asking, ask] = useState(false);
  useEffect(() => {
    void refreshFeed();
  }, []);
  const known = feed.value;
  if (!known?.offered) return null;
  return (
    <Card label={w.title}>
      <div class="stack">
        <h3>{w.title}</h3>
        {known.since ? (
          <On known={known} since={known.since} onReplace={() => ask(true)} />
        ) : (
          <>
            <p class="sub small">{w.about}</p>
            <Button wide look="quiet" onClick={() => ask(true)}>
              {w.turnOn}
            </Button>
          </>
        )}
      </div>
      {asking && <Making onClose={() => ask(false)} />}
    </Card>
  );
}

function On({ known, since, onReplace }: { known: Feed; since: string; onReplace: () => void }) {
  const w = messages.value.feed;
  const [busy, work] = useState(false);
  const say = (day: string) => sayShortDay(day, language.value);
  const off = async () => {
    work(true);
    announce((await turnOffFeed()) ? w.turnedOff : w.ends.offline);
    work(false);
  };
  return (
    <>
      <div class="proof" role="status">
        <p>{w.on(say(localDay(new Date(since), deviceZone())))}</p>
        <p class="sub">{known.fetched_on ? w.read(say(known.fetched_on)) : w.neverRead}</p>
      </div>
      <Button wide look="quiet" onClick={onReplace}>
        {w.replace}
      </Button>
      <Button wide look="plain" busy={busy} onClick={off}>
        {w.turnOff}
      </Button>
    </>
  );
}

/** First what it means, then the address. Closing it forgets the address. */
function Making({ onClose }: { onClose: () => void }) {
  const w = messages.value.feed;
  const [replaces] = useState(Boolean(feed.value?.since));
  const [address, show] = useState<string | null>(null);
  const [end, tell] = useState<FeedEnd | null>(null);
  const [busy, work] = useState(false);
  const make = async () => {
    work(true);
    const made = await makeAddress();
    if (made && typeof made === 'object') show(made.address);
    else tell(made);
    work(false);
  };
  return (
    <Sheet
      open
      title={address ? w.ready : w.before}
      closeLabel={common.value.close}
      onClose={onClose}
    >
      {address ? (
        <CalendarAddress address={address} onClose={onClose} />
      ) : (
        <>
          <ul class="know">
            {w.know.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {replaces && <li>{w.again}</li>}
          </ul>
          {end && (
            <p class="field-problem" role="alert">
              {w.ends[end]}
            </p>
          )}
          <Button wide busy={busy} onClick={make}>
            {w.yes}
          </Button>
          <Button wide look="plain" onClick={onClose}>
            {w.no}
          </Button>
        </>
      )}
    </Sheet>
  );
}
