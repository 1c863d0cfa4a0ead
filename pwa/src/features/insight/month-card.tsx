// The last thirty days for the home after the program: faces, one sentence, and the way to more. Nothing where nothing was logged.
import { useEffect } from 'preact/hooks';
import { deviceZone, localDay } from '../../lib/dates';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { readLog, refreshCheckins } from '../checkins';
import { onThisPhone } from './entries';
import { messages } from './messages';
import { Month } from './month';
import { faceDays } from './rules';

export default function MonthCard() {
  const w = messages.value;
  useEffect(() => {
    void readLog();
    void refreshCheckins();
  }, []);
  const today = localDay(new Date(), deviceZone());
  const entries = onThisPhone.value;
  if (!faceDays(entries, today).some(({ mood }) => mood !== null)) return null;
  return (
    <Card label={w.month}>
      <Month entries={entries} today={today} />
      <ButtonLink look="plain" href="/insight">
        {w.title}
      </ButtonLink>
    </Card>
  );
}
