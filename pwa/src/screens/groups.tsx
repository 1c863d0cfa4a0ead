// Alumni groups with their next meetings, events, and whom to ask for. No sign-up, no list of who comes.
import '../styles/after.css';
import { useEffect } from 'preact/hooks';
import { fresh, groups, happenings, refreshAfter } from '../actions/refreshAfter';
import { groups as groupsShape } from '../parts/icons';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton } from '../parts/States';
import { words } from '../words';
import { ahead, Events, NextGroup, upcoming } from './group-parts';

export default function Groups() {
  const w = words.value.groups;
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
