// Everything one can set for oneself on this phone. Reminders have their own screen.

import { type Language, language, words } from '../../i18n';
import { isInstalled } from '../../lib/device';
import { back } from '../../lib/location';
import { me } from '../../offline/sign-in';
import { Card } from '../../ui/card';
import { Choices } from '../../ui/choices';
import { groups } from '../../ui/icons';
import { showInstall } from '../../ui/install-prompt';
import { ListRow } from '../../ui/list-row';
import { bell, book, download, heart, lock } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { setTheme, type Theme, theme } from '../../ui/theme';
import { ComingBack } from './settings-coming-back';
import { Devices } from './settings-devices';
import { SignOut } from './settings-sign-out';
import { setLanguage } from './state';

const tongues: Language[] = ['en', 'es'];
const looks: Theme[] = ['system', 'light', 'dark'];

export default function Settings() {
  const w = words.value.settings;
  return (
    <main class="screen">
      <ScreenHead title={w.title} over={me.value?.display_name} onBack={() => back('/')} />
      <div class="stack stack-wide">
        <Card>
          <div class="stack stack-wide">
            <Choices
              legend={w.language}
              options={tongues.map((t) => ({ value: t, label: w.languages[t], lang: t }))}
              value={language.value}
              onChange={setLanguage}
            />
            <Choices
              legend={w.look}
              options={looks.map((l) => ({ value: l, label: w.looks[l] }))}
              value={theme.value}
              onChange={setTheme}
            />
          </div>
        </Card>
        <Card rows>
          <ul>
            <li>
              <ListRow
                icon={bell}
                title={w.reminders}
                detail={w.remindersAbout}
                href="/settings/reminders"
                leads
              />
            </li>
            <li>
              <ListRow
                icon={book}
                title={words.value.copy.open}
                detail={words.value.copy.openAbout}
                href="/settings/copy"
                leads
              />
            </li>
            <li>
              <ListRow
                icon={lock}
                title={words.value.lock.title}
                detail={words.value.lock.about}
                href="/settings/lock"
                leads
              />
            </li>
            <li>
              <ListRow
                icon={groups}
                title={words.value.sharing.open}
                detail={words.value.sharing.openAbout}
                href="/sharing"
                leads
              />
            </li>
            <li>
              <ListRow
                icon={heart}
                title={words.value.supporters.open}
                detail={words.value.supporters.openAbout}
                href="/settings/supporters"
                leads
              />
            </li>
            {!isInstalled() && (
              <li>
                <ListRow
                  icon={download}
                  title={w.install}
                  detail={w.installAbout}
                  onClick={showInstall}
                  leads
                />
              </li>
            )}
          </ul>
        </Card>
        <ComingBack />
        <Devices />
        <SignOut />
      </div>
    </main>
  );
}
