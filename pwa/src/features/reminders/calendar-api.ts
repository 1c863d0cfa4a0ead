// Names for the answers about a calendar that reads the person's dates by an address.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Feed = Answers['FeedOut'];
export type FeedAddress = Answers['FeedAddressOut'];
