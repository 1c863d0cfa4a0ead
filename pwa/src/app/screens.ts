// The screens that have arrived. One that is here is drawn at once, by whoever asks for it.
import type { ComponentType } from 'preact';
import type { ScreenProps } from '../lib/paths';
import type { Route, ScreenModule } from './router';

const arrived = new Map<string, ComponentType<ScreenProps>>();

/** The screen of this route if it is here. */
export const screenHere = (route: Route | null): ComponentType<ScreenProps> | undefined =>
  route ? arrived.get(route.name) : undefined;

/** Loads the screen of this route. Rejects when it did not arrive; the next call tries again. */
export async function bringScreen(route: Route): Promise<ScreenModule> {
  const module = await route.load();
  arrived.set(route.name, module.default as ComponentType<ScreenProps>);
  return module;
}
