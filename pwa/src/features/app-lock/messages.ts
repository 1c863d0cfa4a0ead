import { translated } from '../../i18n';
import { en } from './messages.en';
import { es } from './messages.es';

export const messages = translated({ en, es });
