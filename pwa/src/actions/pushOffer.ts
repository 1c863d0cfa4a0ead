// Whether the question "would a reminder help?" stands on the screen. Apart from the rest, so that the first load stays small.
import { signal } from '@preact/signals';

export const pushOffered = signal(false);
