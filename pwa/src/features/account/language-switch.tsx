// The other language, in its own words, before anyone has signed in.
import { chooseLanguage, language } from '../../i18n';

export function LanguageSwitch() {
  const [other, name] =
    language.value === 'en' ? (['es', 'Español'] as const) : (['en', 'English'] as const);
  return (
    <p class="language-switch">
      <button type="button" class="button plain" lang={other} onClick={() => chooseLanguage(other)}>
        {name}
      </button>
    </p>
  );
}
