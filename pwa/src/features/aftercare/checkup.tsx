// "How are things?" — two buttons, and an honest word about who reads the answer and when.
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDay } from '../../lib/dates';
import { callAddress } from '../../lib/dial';
import { byWhoAnswers } from '../../lib/hours';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { SaveState } from '../../ui/save-state';
import { CallRow } from '../help';
import { sayOpen, sayTeam } from '../schedule';
import type { CheckupAnswer, CheckupWord } from './api';
import { answerCheckup, type Given, given } from './checkup-answers';
import { checkupDue, checkupNext } from './checkup-days';
import { messages } from './messages';
import { about, checkups } from './state';

export function ProgramPhones({ now }: { now: Date }) {
  const program = about.value?.program;
  if (!program || program.phones.length === 0) return null;
  const w = messages.value.phone;
  return (
    <section>
      <h2>{w.heading}</h2>
      <Card rows>
        <ul>
          {byWhoAnswers(program.phones, now).map((phone) => (
            <CallRow
              key={phone.number}
              title={phone.label}
              detail={sayOpen(phone, program.zone, now) ?? phone.number}
              call={phone.number}
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}

/** When someone is there to read a request for a call, by every line of the program, or that we do not know. */
function teamHours(now: Date): string {
  const w = messages.value.checkup;
  const program = about.value?.program;
  return (program && sayTeam(program.phones, program.zone, now, w)?.text) ?? w.hoursUnknown;
}

function CallAnswer({ one, now }: { one: Given; now: Date }) {
  const w = messages.value.checkup;
  const phone = byWhoAnswers(about.value?.program?.phones ?? [], now)[0];
  const text = {
    onPhone: w.waiting,
    sending: w.sending,
    saved: `${w.asked} ${teamHours(now)}`,
    refused: w.refused,
  }[one.state];
  return (
    <>
      <p role="status">{text}</p>
      <p class="sub small">{common.value.notWatched}</p>
      <div class="row group-does">
        {phone && (
          <ButtonLink look="quiet" icon={phoneShape} href={callAddress(phone.number)}>
            {messages.value.call(phone.label)}
          </ButtonLink>
        )}
        <ButtonLink look="quiet" href="/help">
          {w.anyHour}
        </ButtonLink>
      </div>
    </>
  );
}

function OkayAnswer({ one }: { one: Given }) {
  const w = messages.value.checkup;
  if (one.state === 'refused') return <p role="status">{w.refused}</p>;
  return (
    <>
      <p role="status">{w.thanks}</p>
      <SaveState state={one.state} />
    </>
  );
}

/** An answer of the last day still stands on the card after the app was closed in between. */
function recent(answers: readonly CheckupAnswer[], now: Date): Given | undefined {
  const first = answers[0];
  if (!first || now.getTime() - Date.parse(first.answered_at) > 86_400_000) return undefined;
  return { ...first, state: 'saved' };
}

export function CheckupCard({ now }: { now: Date }) {
  const w = messages.value.checkup;
  const known = checkups.value;
  const today = localDay(now, deviceZone());
  const latest = given.value.at(-1) ?? recent(known?.answers ?? [], now);
  const saidOn = [...(known?.answers ?? []), ...given.value].map((one) => one.due_on);
  const due = known ? checkupDue(known.days, saidOn, today) : null;
  const next = known ? checkupNext(known.days, today) : null;
  const answer = (word: CheckupWord) =>
    answerCheckup(word, due).catch(() => announce(messages.value.notKept));
  return (
    <section>
      <h2>{w.heading}</h2>
      <Card>
        {latest?.answer === 'call' && <CallAnswer one={latest} now={now} />}
        {latest?.answer === 'okay' && <OkayAnswer one={latest} />}
        {!latest && <p class="checkup-ask">{due ? w.ask : w.quiet}</p>}
        {latest?.answer !== 'call' && (
          <div class="row group-does">
            {due && (
              <Button look="quiet" onClick={() => void answer('okay')}>
                {w.okay}
              </Button>
            )}
            <Button look="warm" onClick={() => void answer('call')}>
              {w.call}
            </Button>
          </div>
        )}
        {!due && next && <p class="sub small group-note">{w.next(sayDay(next, language.value))}</p>}
      </Card>
    </section>
  );
}
