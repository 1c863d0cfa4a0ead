// Sends plans and check-up answers that wait on this phone: at the start, when the network is back, and when the
// person comes back to the app.
import { sendAnswers } from './answerCheckup';
import { sendCards } from './keepCard';
import { daysKind, goalsKind, sendList } from './keptLists';
import { aftercareKind, safetyKind, sendPlan, wordsKind } from './plans';

/** Sends what waits and nothing else. Never throws. */
export async function sendKept(): Promise<void> {
  await Promise.all([
    sendPlan(safetyKind),
    sendPlan(aftercareKind),
    sendPlan(wordsKind),
    sendAnswers(),
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
