// Names for what is sent and answered about check-ins, as the server's own document describes them.
import type { components } from '../../lib/api-types';

type Shapes = components['schemas'];

// What the server fills in by itself may be left out.
export type Batch = Omit<Shapes['BatchIn'], 'items'> & { items: Partial<Shapes['CheckinItem']>[] };
export type Single = Partial<Shapes['CheckinIn']>;
export type BatchAnswer = Shapes['BatchOut'];
export type List = Shapes['CheckinsOut'];
