// These come with the first screen, so they travel with the language.
import { computed } from '@preact/signals';
import { firstMessages } from '../../i18n';

export const messages = computed(() => firstMessages.value.today);
