// News lasts for the visit in which it was seen, lies encrypted among the person's own copies, and begins anew with a sign-in.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeMarkers, showed } from '../../src/features/schedule/change-markers';
import type { Seen } from '../../src/features/schedule/change-rules';
import {
  later as farther,
  laterUnreached,
  lookFurther,
} from '../../src/features/schedule/later-weeks';
import { refreshSchedule, schedule } from '../../src/features/schedule/state';
import { session } from '../../src/offline/session';
import { startSession, whoIsHere } from '../../src/offline/sign-in';
import { leo, mia, signIn } from '../phone';
import { later, makeSchedule, makeSession, serve, thursday } from './samples';

const elsewhere = makeSchedule({
  sessions: [makeSession(), later, { ...thursday, place: 'Garden room' }],
});
const kept = () => session.peek().cache.read<Seen>('schedule-seen');

/** They left the app and came back to it. */
const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

async function look(answer: unknown) {
  serve(answer);
  await refreshSchedule();
  await vi.waitFor(async () => expect(await kept()).not.toBeNull());
}

const found = () => Object.fromEntries(changeMarkers.value);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-10T19:00:00Z') });
  await signIn(mia);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('nothing is marked at first; what changes afterwards is, until it has been on screen', async () => {
  await look(makeSchedule());
  expect(found()).toEqual({});
  comeBack();
  await look(elsewhere);
  await vi.waitFor(() => expect(found()).toEqual({ 'skills-thu': 'changed' }));
  comeBack();
  await vi.waitFor(() => expect(found()).toEqual({ 'skills-thu': 'changed' }));
  await showed(['skills-thu']);
  expect(found()).toEqual({ 'skills-thu': 'changed' });
  comeBack();
  await vi.waitFor(() => expect(found()).toEqual({}));
});

test('days without a network in between lose no news', async () => {
  await look(makeSchedule());
  comeBack();
  serve(new TypeError('no network'));
  await refreshSchedule();
  expect(found()).toEqual({});
  comeBack();
  await look(elsewhere);
  await vi.waitFor(() => expect(found()).toEqual({ 'skills-thu': 'changed' }));
});

test('another person on the same phone has no news of the one before', async () => {
  await look(makeSchedule());
  comeBack();
  await look(elsewhere);
  await vi.waitFor(() => expect(changeMarkers.value.size).toBe(1));
  await signIn(leo);
  expect(found()).toEqual({});
  await look(makeSchedule());
  expect(found()).toEqual({});
});

test('who was signed out by the server and signs in again starts without marks', async () => {
  serve(new TypeError('no network'));
  await startSession();
  await look(makeSchedule());
  serve({ code: 'signed_out' }, 401);
  await whoIsHere();
  await vi.waitFor(async () => expect(await kept()).toBeNull());
  await signIn(mia);
  await look(elsewhere);
  expect(found()).toEqual({});
});

test('a phone that refuses storage marks nothing and shows everything', async () => {
  vi.stubGlobal('indexedDB', undefined);
  serve(makeSchedule());
  await refreshSchedule();
  await showed(['skills-thu']);
  expect(schedule.value).toEqual(makeSchedule());
  expect(found()).toEqual({});
});

test('later weeks are asked for as far as one can look, and are nobody else’s', async () => {
  const fetched = serve(makeSchedule({ end: '2026-05-03' }));
  await lookFurther('2026-03-10');
  expect(fetched.mock.calls[0]?.[0]).toContain('/schedule?start=2026-03-09&end=2026-05-03');
  expect(farther.value?.end).toBe('2026-05-03');
  serve(new TypeError('no network'));
  await lookFurther('2026-03-10');
  expect([farther.value?.end, laterUnreached.value]).toEqual(['2026-05-03', true]);
  expect(await session.peek().cache.read('later')).toBeNull();
  await signIn(leo);
  expect([farther.value, laterUnreached.value]).toEqual([null, false]);
});
