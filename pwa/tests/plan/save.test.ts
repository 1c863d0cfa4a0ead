// A plan written on a phone: kept first, sent when possible, joined when somebody else was faster.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SafetyPlan } from '../../src/features/safety/api';
import { savePeople, saveSection, saveStep } from '../../src/features/safety/save';
import {
  aftercare,
  aftercareDocument,
  safety,
  safetyDocument,
} from '../../src/features/safety/state';
import { readDraft } from '../../src/offline/documents-rows';
import { sendAll } from '../../src/offline/sending';
import { session } from '../../src/offline/session';
import * as phone from '../phone';
import { leo, mia, refuseStorage, signIn } from '../phone';

/** A server that behaves as ours: versions, 409 for a stale one; `down` makes it unreachable. */
class Server {
  plans = new Map<string, Record<string, unknown> & { version: number }>();
  down = false;
  refuse = 0;
  puts = 0;

  answer = async (url: string, how: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('no network');
    const name = url.replace('/api/v1/', '');
    const stored = this.plans.get(name) ?? this.empty(name);
    if (how.method === 'GET') return Response.json(stored);
    this.puts += 1;
    if (this.refuse) return Response.json({ code: 'not_accepted' }, { status: this.refuse });
    const body = JSON.parse(how.body as string);
    if (body.version !== stored.version)
      return Response.json({ code: 'stale_version' }, { status: 409 });
    const next = { ...body, version: stored.version + 1 };
    this.plans.set(name, next);
    return Response.json({ ...next, updated_at: '2026-03-10T17:00:00.000Z' });
  };

  empty(name: string) {
    return structuredClone(
      name === 'safety-plan' ? safetyDocument.empty : aftercareDocument.empty,
    ) as unknown as Record<string, unknown> & { version: number };
  }

  step(name: string): string[] {
    return (this.plans.get('safety-plan') as unknown as SafetyPlan).steps[name as 'alone'];
  }
}

let server: Server;
const view = () => safety().view.value as NonNullable<ReturnType<typeof safety>['view']['value']>;
afterEach(() => vi.unstubAllGlobals());

const waiting = (name: string) => readDraft(session.peek().account as string, name);
/** Everything that can be sent has been, or was tried. */
async function settled(): Promise<void> {
  await safety().sync();
  await aftercare().sync();
  await safety().sync();
}
/** Without a signal first, so that what is written waits. */
const sendKept = () => sendAll(session.peek());

/** A start of the app: what was only in memory is gone. */
async function restart(): Promise<void> {
  await phone.restart();
  await safety().open();
}

/** Another device saves this plan. */
function elsewhere(change: (plan: SafetyPlan) => SafetyPlan): void {
  const now = (server.plans.get('safety-plan') ??
    server.empty('safety-plan')) as unknown as SafetyPlan;
  const next = change(structuredClone(now));
  server.plans.set('safety-plan', { ...next, version: now.version + 1 } as never);
}

beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', vi.fn(server.answer));
  await signIn(mia);
});

test('with a connection it is received, and nothing waits on the phone', async () => {
  await saveStep('alone', [], ['walk']);
  await settled();
  expect(view().state).toBe('saved');
  expect(server.step('alone')).toEqual(['walk']);
  expect(await waiting('safety-plan')).toBeNull();
});

test('without a connection it is on this phone, also after the app was closed, and help finds it', async () => {
  server.down = true;
  const sam = { id: '1', name: 'Sam', kind: 'friend', phone: '555' } as const;
  await savePeople([], [sam]);
  await restart();
  expect(view()).toMatchObject({ state: 'onPhone', content: { people: [sam] } });
  expect(await session.peek().cache.read<SafetyPlan>('safety-plan')).toMatchObject({
    people: [sam],
  });
});

test('when the network is back it travels by itself', async () => {
  server.down = true;
  await saveStep('alone', [], ['walk']);
  server.down = false;
  await sendKept();
  expect(view().state).toBe('saved');
  expect(server.step('alone')).toEqual(['walk']);
});

test('nothing waiting means nothing is asked', async () => {
  await sendKept();
  expect(fetch).not.toHaveBeenCalled();
});

test('two edits without a connection arrive as one plan', async () => {
  server.down = true;
  await saveStep('alone', [], ['walk']);
  await saveStep('distraction', [], ['cinema']);
  server.down = false;
  await sendKept();
  expect([server.step('alone'), server.step('distraction')]).toEqual([['walk'], ['cinema']]);
});

test('when another device was faster both texts are kept, and the screen says so', async () => {
  await saveStep('alone', [], ['walk']);
  await settled();
  server.down = true;
  await saveStep('alone', ['walk'], ['walk far']);
  elsewhere((plan) => ({ ...plan, steps: { ...plan.steps, alone: ['walk', 'swim'] } }));
  server.down = false;
  await sendKept();
  expect(server.step('alone')).toEqual(['walk far', 'swim']);
  expect(view()).toMatchObject({ state: 'saved', merged: true });
});

test('a line that arrived while the sheet was open is not taken for crossed out', async () => {
  await saveStep('alone', [], ['walk']);
  await settled();
  elsewhere((plan) => ({ ...plan, steps: { ...plan.steps, alone: ['walk', 'swim'] } }));
  await settled();
  await saveStep('alone', ['walk'], ['walk', 'sing']);
  await settled();
  expect(server.step('alone')).toEqual(['walk', 'sing', 'swim']);
});

test('a new phone that writes before it ever read keeps what the server has', async () => {
  elsewhere((plan) => ({ ...plan, steps: { ...plan.steps, alone: ['swim'] } }));
  await saveStep('alone', [], ['walk']);
  await settled();
  expect(server.step('alone')).toEqual(['walk', 'swim']);
});

test('what the server does not take stays on this phone and says so', async () => {
  server.refuse = 422;
  await saveStep('alone', [], ['walk']);
  await settled();
  expect(view()).toMatchObject({ state: 'refused', content: { steps: { alone: ['walk'] } } });
  expect(await waiting('safety-plan')).not.toBeNull();
});

test('a server in trouble, and a sign-in that ended, keep everything', async () => {
  for (const status of [401, 429, 503]) {
    server.refuse = status;
    await saveStep('alone', [], [`walk ${status}`]);
    await settled();
    expect(view().state).toBe('onPhone');
    expect(await waiting('safety-plan')).not.toBeNull();
  }
});

test('another person on this phone neither sees nor sends what waits', async () => {
  server.down = true;
  await saveStep('alone', [], ['walk']);
  await settled();
  await signIn(leo);
  server.down = false;
  await sendKept();
  expect(server.puts).toBe(0);
  expect(await waiting('safety-plan')).toBeNull();
  await signIn(mia);
  expect(await waiting('safety-plan')).not.toBeNull();
});

test('a phone that cannot keep it says so instead of pretending', async () => {
  await refuseStorage();
  await expect(saveStep('alone', [], ['walk'])).rejects.toThrow();
});

test('the plan for afterwards travels the same way', async () => {
  await saveSection('housing', [], ['Ask about Oak Street']);
  await settled();
  expect(server.plans.get('aftercare-plan')).toMatchObject({
    sections: { housing: ['Ask about Oak Street'] },
    version: 1,
  });
});
