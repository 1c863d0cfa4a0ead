// Sends plans, answers, requests and choices that wait on this phone: at the start, when the network is back, and when the
// person comes back to the app.
import { sendAbsences } from '../features/absences';
import { sendAnswers } from '../features/aftercare';
import { sendCalls } from '../features/calls';
import { goalsKind } from '../features/goals';
import { sendCards, wordsKind } from '../features/logbook';
import { daysKind } from '../features/recovery';
import { aftercareKind, safetyKind } from '../features/safety';
import { sendTurnedOff } from '../features/sharing';
import { sendPlan } from '../offline/old-documents';
import { sendList } from '../offline/old-lists';

/** Sends what waits and nothing else. Never throws. */
export async function sendKept(): Promise<void> {
  await Promise.all([
    sendPlan(safetyKind),
    sendPlan(aftercareKind),
    sendPlan(wordsKind),
    sendAnswers(),
    sendCalls(),
    sendAbsences(),
    sendTurnedOff(),
    sendList(daysKind),
    sendList(goalsKind),
    sendCards(),
  ]);
}

/** From now on what waits is sent whenever there is a chance. */
export function startSendingKept(): void {
  addEventListener('online', () => void sendKept());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendKept();
  });
  void sendKept();
}
