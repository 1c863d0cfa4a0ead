// What other features use of this one.
export type { Enrollment, Program, Schedule, Session } from './api';
export { changeMarkers, showed } from './change-markers';
export type { ChangeMarker } from './change-rules';
export { DayList } from './day-list';
export { hidesCraving } from './hides-craving';
export { sayKind } from './kinds';
export { later, laterUnreached, lookFurther } from './later-weeks';
export { lineToCall, sayLine, sayOpen, sayTeam } from './lines';
export { firstPlace, mapAddress, mapPlace } from './maps';
export {
  placeOf,
  type SaidMeeting,
  sayBefore,
  sayChange,
  sayChangeMarker,
  sayHours,
  sayList,
  saySpan,
  sayStart,
  sayWhere,
  sayWhoseClock,
} from './meeting-text';
export { messages } from './messages';
export { type Modules, noModules, trackModules } from './modules';
export { daysOpen, joined, knows, type Reach, reachOf, weeksOpen } from './reach';
export {
  firstMeeting,
  hasBegun,
  isExpected,
  isOver,
  type Meeting,
  mondayOf,
  nextMeeting,
  onDay,
  type PlannedWeek,
  partOfDay,
} from './rules';
export {
  findSession,
  keepScheduleFresh,
  openSchedule,
  pastMeetings,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from './state';
export { dayAddress, lastDay, neighbours, type View, viewOf, weekAddress } from './views';
export { Ways } from './ways';
export { Coming, Week } from './week-card';
