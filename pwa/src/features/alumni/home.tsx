// Today after completion: the next group, one short question, events, and the program's phone. Drawn from the phone.
import '../../styles/after.css';
import { useEffect } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay } from '../../lib/dates';
import { pushWanted, readPushWanted } from '../../offline/push-wish';
import { session } from '../../offline/session';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { groups as groupsShape, person, plan as planShape } from '../../ui/icons';
import { Later } from '../../ui/later';
import { ListRow } from '../../ui/list-row';
import { book, walk } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { OfflineNote, Skeleton } from '../../ui/states';
import {
  about,
  messages as aftercareMessages,
  CheckupCard,
  checkups,
  fresh,
  groups,
  happenings,
  ProgramPhones,
  refreshAfter,
  weeksAfter,
} from '../aftercare';
import { RemindersNote } from '../reminders';
import { Coming } from '../schedule';
import { ahead, Events, NextGroup, upcoming } from './group-cards';
import { messages } from './messages';

const callAsked = () => import('../calls/asked');
const month = () => import('../insight/month-card');
const urge = () => import('../urge/today-card');

export default function AfterHome() {
  const w = aftercareMessages.value;
  useEffect(() => {
    void refreshAfter();
    void readPushWanted(session.peek());
  }, []);
  const now = new Date();
  const enrollment = about.value?.enrollment;
  const endedOn = enrollment?.ended_on ?? checkups.value?.since;
  const week = endedOn ? weeksAfter(endedOn, localDay(now, deviceZone())) : null;
  const known = groups.value && upcoming(groups.value, now);
  return (
    <main class="screen">
      <ScreenHead
        title={w.home.title}
        over={week ? w.home.over(week) : undefined}
        sub={enrollment?.said?.[language.value]}
      >
        <a class="icon-button tinted" href="/settings" aria-label={common.value.settings}>
          <Icon shape={person} size={22} />
        </a>
      </ScreenHead>
      {!fresh.value && <OfflineNote />}
      {pushWanted.value && <RemindersNote />}
      <Later load={callAsked} />
      <Later load={urge} />
      {!known && fresh.value && <Skeleton tall lines={1} />}
      {known?.[0] && <NextGroup group={known[0]} first />}
      <CheckupCard now={now} />
      <Later load={month} />
      <h2>{messages.value.events}</h2>
      <Events events={ahead(happenings.value ?? [], now)} groups={known ?? []} />
      <p class="sub small group-note">{w.setback}</p>
      <Coming next={enrollment?.next ?? null} />
      <ProgramPhones now={now} />
      <Card rows>
        <ul class="after-links">
          <li>
            <ListRow icon={groupsShape} title={w.links.groups} href="/groups" leads />
          </li>
          <li>
            <ListRow icon={planShape} title={w.links.plan} href="/plan" leads />
          </li>
          <li>
            <ListRow icon={book} title={w.links.resources} href="/after" leads />
          </li>
          <li>
            <ListRow icon={walk} title={messages.value.lookBack} href="/days" leads />
          </li>
        </ul>
      </Card>
    </main>
  );
}
