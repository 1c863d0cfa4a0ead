// Sends plans, answers, requests and choices that wait on this phone: at the start, when the network is back, and when the
// person comes back to the app.
import { sendAbsences } from './absences';
import { sendAnswers } from './answerCheckup';
import { sendCalls } from './callMe';
import { sendCards } from './keepCard';
import { daysKind, goalsKind, sendList } from './keptLists';
import { aftercareKind, safetyKind, sendPlan, wordsKind } from './plans';
import { sendTurnedOff } from './sharing';

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
