// The five places, always at the same spot. Help is the last one on every screen and in every phase.
import { common } from '../i18n';
import { Icon } from '../ui/icon';
import * as shapes from '../ui/icons';

export type Tab = 'today' | 'schedule' | 'groups' | 'log' | 'plan' | 'help';

const places: Record<Tab, { href: string; shape: string }> = {
  today: { href: '/', shape: shapes.today },
  schedule: { href: '/schedule', shape: shapes.schedule },
  groups: { href: '/groups', shape: shapes.groups },
  log: { href: '/log', shape: shapes.log },
  plan: { href: '/plan', shape: shapes.plan },
  help: { href: '/help', shape: shapes.help },
};

interface TabBarProps {
  current?: Tab;
  completed: boolean;
  /** Nobody is signed in: only help is left, at its usual place. */
  helpOnly?: boolean;
}

export function TabBar({ current, completed, helpOnly }: TabBarProps) {
  const all: Tab[] = ['today', completed ? 'groups' : 'schedule', 'log', 'plan', 'help'];
  const tabs = helpOnly ? all.slice(-1) : all;
  const { tabs: names, tabsLabel } = common.value;
  return (
    <nav class="tabbar" aria-label={tabsLabel}>
      {tabs.map((tab) => (
        <a key={tab} href={places[tab].href} aria-current={tab === current ? 'page' : undefined}>
          <Icon shape={places[tab].shape} />
          <span>{names[tab]}</span>
        </a>
      ))}
    </nav>
  );
}
