// Names for what is sent and answered about days and goals, as the server's own document describes them.
import type { components } from './types';

type Shapes = components['schemas'];

export type Days = Shapes['DaysOut'];
export type Goals = Shapes['GoalsOut'];
export type Focus = Shapes['FocusEntry'];
export type DayMark = Days['marks'][number];
export type Moment = Shapes['MomentEntry'];
export type Switches = Shapes['SettingsEntry'];
export type Goal = Shapes['GoalEntry'];
export type Review = Shapes['ReviewEntry'];
