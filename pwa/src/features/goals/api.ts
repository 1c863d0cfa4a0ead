// Names for what is sent and answered about goals, as the server's own document describes them.
import type { components } from '../../lib/api-types';

type Shapes = components['schemas'];

export type Goals = Shapes['GoalsOut'];
export type Goal = Shapes['GoalEntry'];
