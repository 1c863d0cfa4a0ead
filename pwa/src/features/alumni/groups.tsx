// Alumni groups with their next meetings, events, and whom to ask for. No sign-up, no list of who comes.
import '../../styles/after.css';
import { useEffect } from 'preact/hooks';
import { groups as groupsShape } from '../../ui/icons';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton } from '../../ui/states';
import { fresh, groups, happenings, refreshAfter } from '../aftercare';
import { ahead, Events, NextGroup, upcoming } from './group-cards';
import { messages } from './messages';

export default function Groups() {
  const w = messages.value;
  useEffect(() => {
    void refreshAfter();
  }, []);
  const now = new Date();
  const known = groups.value && upcoming(groups.value, now);
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} />
      {!fresh.value && <OfflineNote />}
      {!known && fresh.value && <Skeleton tall lines={2} />}
      {known?.length === 0 && (
        <Empty icon={groupsShape} title={w.noGroups}>
          <p class="sub">{w.noGroupsDetail}</p>
        </Empty>
      )}
      <div class="stack">
        {known?.map((group, index) => (
          <NextGroup key={group.id} group={group} first={index === 0} />
        ))}
      </div>
      {known && known.length > 0 && (
        <p class="sub small group-note">
          {w.setbacks} {w.calendarNote}
        </p>
      )}
      {known && (
        <>
          <h2>{w.events}</h2>
          <Events events={ahead(happenings.value ?? [], now)} groups={known} />
        </>
      )}
    </main>
  );
}
