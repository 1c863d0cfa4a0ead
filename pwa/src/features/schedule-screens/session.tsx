// One meeting: when, where and how to get there, what changed, and whom to call. From the phone's copy if it is there.
import './session.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { place as placeShape, video } from '../../ui/icons';
import { useNow } from '../../ui/now';
import { useOnScreen } from '../../ui/on-screen';
import { ScreenHead } from '../../ui/screen-head';
import { ChangeMarkerText } from '../../ui/session-row';
import { Empty, Skeleton, Trouble } from '../../ui/states';
import { gone, SessionAway } from '../absences';
import {
  changeMarkers,
  findSession,
  later,
  mapAddress,
  mapPlace,
  type Program,
  placeOf,
  refreshSchedule,
  type Session,
  sayBefore,
  sayChangeMarker,
  sayKind,
  saySpan,
  sayWhere,
  sayWhoseClock,
  schedule,
  messages as scheduleMessages,
  showed,
} from '../schedule';
import { messages } from './messages';
import { Phones } from './session-phones';
import { WhoComes } from './session-supporters';

interface ScreenProps {
  params: Record<string, string>;
  query?: URLSearchParams;
}

type Found = Session | 'looking' | 'gone' | 'unreached';

/** From the copy at once, else from the server. */
function useSession(id: string): { found: Found; again: () => void } {
  const named = (one: Session) => one.id === id;
  const onPhone = schedule.value?.sessions.find(named) ?? later.value?.sessions.find(named);
  const [asked, set] = useState<Found>('looking');
  const [attempt, retry] = useState(0);
  useEffect(() => {
    let here = true;
    void refreshSchedule().then(async () => {
      if (schedule.peek()?.sessions.some((one) => one.id === id)) return;
      const answer: Found = await findSession(id).then(
        (one) => one ?? 'gone',
        () => 'unreached',
      );
      if (here) set(answer);
    });
    return () => {
      here = false;
    };
  }, [id, attempt]);
  const again = () => {
    set('looking');
    retry(attempt + 1);
  };
  return { found: onPhone ?? asked, again };
}

export default function SessionScreen({ params, query }: ScreenProps) {
  const { found, again } = useSession(params.id ?? '');
  useOnScreen(showed);
  const program = schedule.value?.program ?? null;
  const w = messages.value;
  const title = typeof found === 'object' ? found.title : w.title;
  const over = typeof found === 'object' ? sayKind(found.kind) : undefined;
  return (
    <main class="screen">
      <ScreenHead
        title={title}
        over={over === title ? undefined : over}
        onBack={() => back('/schedule')}
      />
      {found === 'looking' && <Skeleton tall lines={2} />}
      {found === 'unreached' && (
        <Trouble detail={common.value.trouble.unreachable} onRetry={again} />
      )}
      {found === 'gone' && (
        <Empty title={w.gone}>
          <p class="sub">{w.goneAbout}</p>
          <a href="/schedule">{w.toSchedule}</a>
        </Empty>
      )}
      {typeof found === 'object' && (
        <Details one={found} program={program} ask={query?.get('say') === 'away'} />
      )}
    </main>
  );
}

interface DetailsProps {
  one: Session;
  program: Program | null;
  ask: boolean;
}

function Details({ one, program, ask }: DetailsProps) {
  const now = useNow();
  const zone = program?.zone ?? deviceZone();
  const note = sayWhoseClock(zone, now);
  return (
    <>
      <Changes one={one} zone={zone} />
      <When one={one} address={program?.address ?? null} />
      {note && <p class="sub small session-zone">{note}</p>}
      <Bring things={one.bring ?? []} />
      <SessionAway one={one} zone={zone} now={now} ask={ask} />
      <About one={one} />
      <WhoComes one={one} />
      {program && <Phones program={program} now={now} />}
    </>
  );
}

function Changes({ one, zone }: { one: Session; zone: string }) {
  const w = messages.value;
  const fresh = changeMarkers.value.get(one.id);
  const what =
    one.status === 'cancelled'
      ? w.calledOff
      : one.changed && one.previous_starts_at
        ? w.moved(sayBefore(one, zone))
        : fresh && (fresh === 'new' ? w.added : w.other);
  if (!what) return null;
  const word = sayChangeMarker(fresh);
  return (
    <section class="session-change">
      {fresh !== 'new' && <h2>{w.changes}</h2>}
      <p>
        {word && <ChangeMarkerText id={one.id} word={word} />} {what}
      </p>
    </section>
  );
}

function When({ one, address }: { one: Session; address: string | null }) {
  const off = one.status === 'cancelled';
  const away = gone.value.has(one.id);
  const place = placeOf(one);
  const way = place ? mapAddress(mapPlace(address, place)) : null;
  return (
    <Card tone={off ? 'plain' : 'next'}>
      <p class="sub">{sayDay(one.local_date, language.value)}</p>
      <p class={off ? 'session-time off' : 'session-time'}>{saySpan(one)}</p>
      <p>{sayWhere(one)}</p>
      {place && address && <p class="sub small">{address}</p>}
      {!off && (one.join_url || way) && (
        <div class="row">
          {one.join_url && (
            <ButtonLink look={away ? 'ghost' : 'on-accent'} icon={video} href={one.join_url} away>
              {place ? scheduleMessages.value.joinFromHome : scheduleMessages.value.join}
            </ButtonLink>
          )}
          {way && (
            <ButtonLink look="ghost" icon={placeShape} href={way} away>
              {scheduleMessages.value.directions}
            </ButtonLink>
          )}
        </div>
      )}
    </Card>
  );
}

function Bring({ things }: { things: readonly string[] }) {
  if (things.length === 0) return null;
  return (
    <section>
      <h2>{messages.value.bring}</h2>
      <Card>
        <ul class="session-bring">
          {things.map((thing) => (
            <li key={thing}>{thing}</li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function About({ one }: { one: Session }) {
  const w = messages.value;
  const invited = (w.invited as Record<string, string>)[one.kind];
  const kind = [sayKind(one.kind), one.modality && w.approach(one.modality)]
    .filter(Boolean)
    .join(' · ');
  if (!invited && !one.optional && !one.modality) return null;
  return (
    <section>
      <h2>{w.whatKind}</h2>
      <p>{kind}</p>
      {invited && <p>{invited}</p>}
      {one.optional && <p class="sub">{w.optional}</p>}
    </section>
  );
}
