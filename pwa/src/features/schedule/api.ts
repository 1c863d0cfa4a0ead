// Names for the answers about the schedule, as the server's own document describes them.
import type { components } from '../../lib/api-types';

type Shapes = components['schemas'];

export type Schedule = Shapes['Schedule'];
export type Session = Shapes['ScheduledSession'];
export type Program = Shapes['ScheduleProgram'];
export type Enrollment = Shapes['ScheduleEnrollment'];
