// Family and supporters: who has a page, what it shows, and one way to add somebody. Readable from this phone.
import './supporters.css';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { back } from '../../lib/location';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { heart } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton } from '../../ui/states';
import { AddSupporter } from './add';
import type { Supporter } from './api';
import { messages } from './messages';
import { LinkOnce, type Made, OneSupporter, sayLink } from './one';
import { refreshSupporters, supporters, supportersFresh } from './state';

function detail(one: Supporter): string {
  const w = messages.value;
  const invited = one.sessions.length > 0 ? w.meetings(one.sessions.length) : '';
  return [sayLink(one), invited].filter(Boolean).join(' · ');
}

type Open = 'add' | Supporter | null;

export default function SupportersScreen() {
  const w = messages.value;
  const [open, setOpen] = useState<Open>(null);
  const [made, setMade] = useState<Made | null>(null);
  const tongue = language.value;
  useEffect(() => {
    void refreshSupporters();
  }, [tongue]);
  const known = supporters.value;
  const fresh = supportersFresh.value;
  const show = (link: Made) => {
    setOpen(null);
    setMade(link);
  };
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      {!fresh && <OfflineNote />}
      {!known && fresh && <Skeleton lines={2} />}
      {known && known.items.length === 0 && (
        <Empty icon={heart} title={w.none}>
          <p class="sub">{w.noneAbout}</p>
        </Empty>
      )}
      {known && known.items.length > 0 && (
        <Card rows>
          <ul>
            {known.items.map((one) => (
              <li key={one.id}>
                <ListRow title={one.name} detail={detail(one)} onClick={() => setOpen(one)} leads />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div class="supporters-add">
        <AddButton onClick={() => setOpen('add')} />
      </div>
      <WhatItShows />
      {open === 'add' && <AddSupporter onMade={show} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'add' && (
        <OneSupporter key={open.id} one={open} onMade={show} onClose={() => setOpen(null)} />
      )}
      {made && <LinkOnce made={made} onClose={() => setMade(null)} />}
    </main>
  );
}

/** Offered while it can be done; else one line that says why not. */
function AddButton({ onClick }: { onClick: () => void }) {
  const w = messages.value;
  const known = supporters.value;
  if (!supportersFresh.value) return <p class="sub">{w.needsNet}</p>;
  if (!known) return null;
  if (!known.consent) return <p class="sub">{w.noProgram}</p>;
  if (!known.room) return <p class="sub">{w.full}</p>;
  return (
    <Button wide look={known.items.length > 0 ? 'quiet' : 'filled'} onClick={onClick}>
      {w.add}
    </Button>
  );
}

function WhatItShows() {
  const w = messages.value;
  return (
    <section>
      <h2>{w.shows}</h2>
      <Card>
        <div class="stack">
          <ul class="shown-list">
            {w.showsList.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p class="sub small">{w.hides}</p>
          <p class="sub small">{w.invites}</p>
        </div>
      </Card>
    </section>
  );
}
