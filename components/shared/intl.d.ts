import type { Catalogue } from './catalogue/en';

declare module 'use-intl' {
  interface AppConfig {
    Messages: Catalogue;
    Locale: 'en';
  }
}
