// Sends plans, answers, requests and choices that wait on this phone: at the start, when the network is back, and when the
// person comes back to the app.

import { sendPlan } from '../offline/old-documents';
import { sendList } from '../offline/old-lists';

/** Sends what waits and nothing else. Never throws. */
export async function sendKept(): Promise<void> {
  await Promise.allSettled([
    import('../features/safety').then((one) => sendPlan(one.safetyKind)),
    import('../features/safety').then((one) => sendPlan(one.aftercareKind)),
    import('../features/logbook').then((one) => sendPlan(one.wordsKind)),
    import('../features/logbook').then((one) => one.sendCards()),
    import('../features/aftercare').then((one) => one.sendAnswers()),
    import('../features/calls').then((one) => one.sendCalls()),
    import('../features/absences').then((one) => one.sendAbsences()),
    import('../features/sharing').then((one) => one.sendTurnedOff()),
    import('../features/recovery').then((one) => sendList(one.daysKind)),
    import('../features/goals').then((one) => sendList(one.goalsKind)),
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
