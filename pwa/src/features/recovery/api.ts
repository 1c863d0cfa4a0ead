// Names for what is sent and answered about days, as the server's own document describes them.
import type { components } from '../../lib/api-types';

type Shapes = components['schemas'];

export type Days = Shapes['DaysOut'];
export type Focus = Shapes['FocusEntry'];
export type DayMark = Days['marks'][number];
export type Moment = Shapes['MomentEntry'];
export type Switches = Shapes['SettingsEntry'];
