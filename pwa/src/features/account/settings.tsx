// Everything one can set for oneself on this phone. Reminders have their own screen.
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { common, type Language, language } from '../../i18n';
import { isInstalled } from '../../lib/device';
import { back } from '../../lib/location';
import { me, unconfirmed } from '../../offline/sign-in';
import { Card } from '../../ui/card';
import { Choices } from '../../ui/choices';
import { groups } from '../../ui/icons';
import { showInstall } from '../../ui/install-prompt';
import { ListRow } from '../../ui/list-row';
import { bell, book, download, heart, lock } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { setTheme, type Theme, theme } from '../../ui/theme';
import { messages } from './messages';
import { MyAccount } from './my-account';
import { Refused } from './refused';
import { ComingBack } from './settings-coming-back';
import { Devices } from './settings-devices';
import { SignOut } from './settings-sign-out';
import { setLanguage } from './state';

const tongues: Language[] = ['en', 'es'];
const looks: Theme[] = ['system', 'light', 'dark'];

export default function Settings() {
  const w = messages.value;
  return (
    <main class="screen">
      <ScreenHead title={w.title} over={me.value?.display_name} onBack={() => back('/')} />
      <div class="stack stack-wide">
        <Refused />
        <Card>
          <div class="stack stack-wide">
            <Choices
              legend={w.language}
              options={tongues.map((t) => ({
                value: t,
                label: common.value.languages[t],
                lang: t,
              }))}
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
            {!unconfirmed.value && <PersonalRows />}
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
        {unconfirmed.value ? (
          <Card rows>
            <ListRow
              icon={lock}
              title={w.confirm.note}
              detail={w.confirm.noteAbout}
              href="/confirm"
              leads
            />
          </Card>
        ) : (
          <>
            <WaysIn />
            <MyAccount />
          </>
        )}
        <SignOut />
      </div>
    </main>
  );
}

/** Both lists are read anew when a changed passphrase ended some of what stands in them. */
function WaysIn() {
  const [read, setRead] = useState(0);
  return (
    <Fragment key={read}>
      <ComingBack onEnded={() => setRead(read + 1)} />
      <Devices />
    </Fragment>
  );
}

/** What a phone that is not confirmed does not open. */
function PersonalRows() {
  const w = messages.value;
  const rows = [
    { icon: book, title: w.copy, detail: w.copyAbout, href: '/settings/copy' },
    { icon: lock, title: w.lock, detail: w.lockAbout, href: '/settings/lock' },
    { icon: groups, title: w.sharing, detail: w.sharingAbout, href: '/sharing' },
    { icon: heart, title: w.supporters, detail: w.supportersAbout, href: '/settings/supporters' },
  ];
  return (
    <>
      {rows.map((row) => (
        <li key={row.href}>
          <ListRow {...row} leads />
        </li>
      ))}
    </>
  );
}
