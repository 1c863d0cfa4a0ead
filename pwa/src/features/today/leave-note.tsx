// On Today while the person is away for a while: what holds until they are back, in the program's own words.
import { language } from '../../i18n';
import { Card } from '../../ui/card';
import { schedule } from '../schedule';

export default function LeaveNote() {
  const said = schedule.value?.enrollment?.said;
  return (
    said && (
      <Card>
        <p>{said[language.value]}</p>
      </Card>
    )
  );
}
