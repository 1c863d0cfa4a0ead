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
  const settings = wishes.value;
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      <div class="stack stack-wide">
        <Reaching />
        {settings ? <Choosing settings={settings} /> : <Waiting />}
      </div>
    </main>
  );
}

function Waiting() {
  return navigator.onLine ? <Skeleton lines={5} /> : <Empty title={messages.value.none} />;
}

function Choosing({ settings }: { settings: Wishes }) {
  const w = messages.value;
  return (
    <>
      <section class="stack" aria-labelledby="wishes-what">
        <h2 id="wishes-what">{w.which}</h2>
        <Card>
          <div class="wishes">
            {completed.value ? (
              <AfterProgram settings={settings} />
            ) : (
              <InProgram settings={settings} />
            )}
          </div>
        </Card>
        {!completed.value && <p class="sub small">{w.changes}</p>}
      </section>
      <section class="stack" aria-labelledby="wishes-quiet">
        <h2 id="wishes-quiet">{w.quiet}</h2>
        <Card>
          <p class="sub small">{w.quietAbout}</p>
          <div class="two-fields">
            <Clock label={w.quietFrom} name="quiet_from" settings={settings} />
            <Clock label={w.quietUntil} name="quiet_until" settings={settings} />
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

function InProgram({ settings }: { settings: Wishes }) {
  const w = messages.value;
  return (
    <>
      <div>
        <Wish label={w.soon} name="session_soon" settings={settings} />
        {settings.session_soon && (
          <div class="wish-more">
            <Choices
              legend={w.lead}
              options={[15, 30, 60].map((n) => ({ value: `${n}`, label: w.leadMinutes(n) }))}
              value={`${settings.lead_minutes}`}
              onChange={(value) => changeWishes({ lead_minutes: Number(value) })}
            />
          </div>
        )}
      </div>
      <Wish label={w.tomorrow} name="session_tomorrow" settings={settings} />
      <Prompt settings={settings} />
    </>
  );
}

function AfterProgram({ settings }: { settings: Wishes }) {
  const w = messages.value;
  return (
    <>
      <Wish label={w.checkups} name="checkups" settings={settings} />
      <Wish label={w.groups} name="groups" settings={settings} />
    </>
  );
}

function Prompt({ settings }: { settings: Wishes }) {
  const w = messages.value;
  return (
    <div>
      <Wish label={w.prompt} about={w.promptAbout} name="checkin_prompt" settings={settings} />
      {settings.checkin_prompt && (
        <div class="wish-more">
          <Clock label={w.promptTime} name="prompt_time" settings={settings} />
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
  settings,
}: {
  label: string;
  about?: string;
  name: Switch;
  settings: Wishes;
}) {
  return (
    <label class="wish">
      <span>
        {label}
        {about && <span class="sub small"> {about}</span>}
      </span>
      <input
        type="checkbox"
        checked={settings[name]}
        onChange={(event) => changeWishes({ [name]: event.currentTarget.checked })}
      />
    </label>
  );
}

type ClockName = 'prompt_time' | 'quiet_from' | 'quiet_until';

function Clock({ label, name, settings }: { label: string; name: ClockName; settings: Wishes }) {
  // While someone is typing, a time input is empty for a moment: that is not a wish.
  return (
    <Field
      label={label}
      type="time"
      value={settings[name]}
      onInput={(value) => value && void changeWishes({ [name]: value.slice(0, 5) })}
    />
  );
}
