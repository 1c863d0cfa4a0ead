// What my team can see: one line per thing with what is shared now, the very page of the team, and who looked.
import '../../styles/sharing.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDate, sayMoment } from '../../lib/dates';
import { back } from '../../lib/location';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { ScreenHead } from '../../ui/screen-head';
import { OfflineNote, Skeleton } from '../../ui/states';
import type { Look, SharedItem } from './api';
import { Choose } from './choose';
import { messages } from './messages';
import {
  fresh,
  goingOff,
  looks,
  moreLooks,
  type Part,
  refreshLooks,
  refreshSharing,
  sharing,
} from './state';
import { TeamHistory } from './team';

function detail(item: SharedItem): string {
  const w = messages.value;
  if (goingOff.value.includes(item.item)) return w.goingOff;
  if (item.level === 'nothing') return item.why_not ? w.whyNot[item.why_not] : w.levels.nothing;
  const until = item.expires_at
    ? w.until(sayDate(localDay(item.expires_at, deviceZone()), language.value))
    : '';
  const off = item.why_not ? ` ${w.whyNot[item.why_not]}` : '';
  return `${w.levels[item.level]}. ${until}${off}`;
}

function sayLook(look: Look): string {
  const w = messages.value;
  const by = look.by ?? w.theProgram;
  if (look.action === 'shared_seen' && look.what && look.what in w.items)
    return w.saw(by, w.items[look.what as SharedItem['item']]);
  return w.actions[look.action]?.(by) ?? w.did(by);
}

/** One part of the log, a page at a time. */
function AccessLog({ part }: { part: Part }) {
  const w = messages.value;
  const [failed, setFailed] = useState(false);
  const known = looks[part].value;
  if (!known) return <p class="sub">{fresh.value ? common.value.loading : w.logNeedsNet}</p>;
  if (known.items.length === 0) return <p class="sub">{w.nobodyLooked}</p>;
  const more = () =>
    moreLooks(part).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <Card rows>
        <ol class="looks">
          {known.items.map((look, index) => (
            <li key={`${look.at} ${index}`}>
              <span>{sayLook(look)}</span>
              <span class="sub small">{sayMoment(look.at, deviceZone(), language.value)}</span>
            </li>
          ))}
        </ol>
      </Card>
      {known.next && (
        <button type="button" class="button plain wide" onClick={() => void more()}>
          <span>{w.moreLooks}</span>
        </button>
      )}
      {failed && (
        <p class="sub small" role="status">
          {w.logNeedsNet}
        </p>
      )}
    </>
  );
}

interface PapersProps {
  known: SharedItem[];
  onOpen: (item: SharedItem['item']) => void;
}

/** A phone that has not asked again since an update knows of none yet. */
function Papers({ known, onOpen }: PapersProps) {
  const w = messages.value;
  if (known.length === 0) return null;
  return (
    <section>
      <h2>{w.papers}</h2>
      <p class="sub small sharing-note">{w.papersAbout}</p>
      <Card rows>
        <ul>
          {known.map((item) => (
            <li key={item.item}>
              <ListRow
                title={w.items[item.item]}
                detail={detailOfPaper(item)}
                onClick={() => onOpen(item.item)}
                leads
              />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function detailOfPaper(item: SharedItem): string {
  const w = messages.value;
  if (goingOff.value.includes(item.item)) return w.goingOff;
  if (item.level === 'nothing') return item.why_not ? w.whyNot[item.why_not] : w.notSigned;
  if (item.item === 'patient_notice' || !item.expires_at) return w.signed;
  return w.signedUntil(sayDate(localDay(item.expires_at, deviceZone()), language.value));
}

export default function SharingScreen() {
  const w = messages.value;
  const [open, setOpen] = useState<SharedItem['item'] | null>(null);
  const tongue = language.value;
  useEffect(() => {
    void refreshSharing();
  }, [tongue]);
  const known = sharing.value;
  const chosen = [...(known?.items ?? []), ...(known?.papers ?? [])].find(
    (one) => one.item === open,
  );
  const names = known?.team.map((one) => one.name).join(', ');
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      {!fresh.value && <OfflineNote />}
      {!known && fresh.value && <Skeleton lines={4} />}
      {known && (
        <div class="sharing-list">
          <div>
            <p class="sub">{names ? w.team(names) : w.noTeam}</p>
            <TeamHistory />
          </div>
          <Card rows>
            <ul>
              {known.items
                .filter((item) => item.why_not !== 'hidden' || item.level !== 'nothing')
                .map((item) => (
                  <li key={item.item}>
                    <ListRow
                      title={w.items[item.item]}
                      detail={detail(item)}
                      onClick={() => setOpen(item.item)}
                      leads
                    />
                  </li>
                ))}
            </ul>
          </Card>
          <p class="sub small">{w.never}</p>
          <Papers known={known.papers ?? []} onOpen={setOpen} />
          <ButtonLink look="quiet" wide href="/team-view" away={false}>
            {w.teamView}
          </ButtonLink>
        </div>
      )}
      <section>
        <h2>{w.looks}</h2>
        <p class="sub small sharing-note">{w.looksAbout}</p>
        <AccessLog part="opened" />
        <details onToggle={() => void refreshLooks('lists')}>
          <summary>{w.inLists}</summary>
          <AccessLog part="lists" />
        </details>
      </section>
      {chosen && <Choose key={chosen.item} item={chosen} onClose={() => setOpen(null)} />}
    </main>
  );
}
