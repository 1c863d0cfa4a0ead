// Reminders: whether they reach this phone, what comes and when, and what a locked screen shows.
import './reminders.css';
import { useEffect } from 'preact/hooks';
import { back } from '../../lib/location';
import { completed } from '../../offline/sign-in';
import { Card } from '../../ui/card';
import { Choices } from '../../ui/choices';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, Skeleton } from '../../ui/states';
import { InCalendar } from './calendar-card';
import { LockLevel } from './lock-card';
import { messages } from './messages';
import { refreshPushStatus } from './push-status';
import { Reaching } from './reaching';
import { changeWishes, refreshReminders, saving, type Wishes, wishes } from './state';

export default function Reminders() {
  const w = messages.value;
  useEffect(() => {
    void refreshReminders();
    void refreshPushStatus();
  }, []);
  const mine = wishes.value;
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      <div class="stack stack-wide">
        <Reaching />
        {mine ? <Choosing mine={mine} /> : <Waiting />}
      </div>
    </main>
  );
}

function Waiting() {
  return navigator.onLine ? <Skeleton lines={5} /> : <Empty title={messages.value.none} />;
}

function Choosing({ mine }: { mine: Wishes }) {
  const w = messages.value;
  return (
    <>
      <section class="stack" aria-labelledby="wishes-what">
        <h2 id="wishes-what">{w.which}</h2>
        <Card>
          <div class="wishes">
            {completed.value ? <AfterProgram mine={mine} /> : <InProgram mine={mine} />}
            <Prompt mine={mine} />
          </div>
        </Card>
        {!completed.value && <p class="sub small">{w.changes}</p>}
      </section>
      <section class="stack" aria-labelledby="wishes-quiet">
        <h2 id="wishes-quiet">{w.quiet}</h2>
        <Card>
          <p class="sub small">{w.quietAbout}</p>
          <div class="two-fields">
            <Clock label={w.quietFrom} name="quiet_from" mine={mine} />
            <Clock label={w.quietUntil} name="quiet_until" mine={mine} />
          </div>
        </Card>
      </section>
      <LockLevel />
      <InCalendar />
      <p class="sub small" role="status">
        {w[saving.value]}
      </p>
    </>
  );
}

function InProgram({ mine }: { mine: Wishes }) {
  const w = messages.value;
  return (
    <>
      <div>
        <Wish label={w.soon} name="session_soon" mine={mine} />
        {mine.session_soon && (
          <div class="wish-more">
            <Choices
              legend={w.lead}
              options={[15, 30, 60].map((n) => ({ value: `${n}`, label: w.leadMinutes(n) }))}
              value={`${mine.lead_minutes}`}
              onChange={(value) => changeWishes({ lead_minutes: Number(value) })}
            />
          </div>
        )}
      </div>
      <Wish label={w.tomorrow} name="session_tomorrow" mine={mine} />
    </>
  );
}

function AfterProgram({ mine }: { mine: Wishes }) {
  const w = messages.value;
  return (
    <>
      <Wish label={w.checkups} name="checkups" mine={mine} />
      <Wish label={w.groups} name="groups" mine={mine} />
    </>
  );
}

function Prompt({ mine }: { mine: Wishes }) {
  const w = messages.value;
  return (
    <div>
      <Wish label={w.prompt} about={w.promptAbout} name="checkin_prompt" mine={mine} />
      {mine.checkin_prompt && (
        <div class="wish-more">
          <Clock label={w.promptTime} name="prompt_time" mine={mine} />
        </div>
      )}
    </div>
  );
}

type Switch = 'session_soon' | 'session_tomorrow' | 'checkin_prompt' | 'checkups' | 'groups';

function Wish({
  label,
  about,
  name,
  mine,
}: {
  label: string;
  about?: string;
  name: Switch;
  mine: Wishes;
}) {
  return (
    <label class="wish">
      <span>
        {label}
        {about && <span class="sub small"> {about}</span>}
      </span>
      <input
        type="checkbox"
        checked={mine[name]}
        onChange={(event) => changeWishes({ [name]: event.currentTarget.checked })}
      />
    </label>
  );
}

type ClockName = 'prompt_time' | 'quiet_from' | 'quiet_until';

function Clock({ label, name, mine }: { label: string; name: ClockName; mine: Wishes }) {
  // While someone is typing, a time input is empty for a moment: that is not a wish.
  return (
    <Field
      label={label}
      type="time"
      value={mine[name]}
      onInput={(value) => value && void changeWishes({ [name]: value.slice(0, 5) })}
    />
  );
}
