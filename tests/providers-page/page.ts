import { captchaaiProfile } from '../../packages/provider-captchaai/src/captchaai-profile.ts';
import { profiles } from '../../packages/provider-compatible/src/profile/profiles.ts';
import { renderProvidersPage } from './render-providers-page.ts';

/** Where the page stands. */
export const providersPageUrl = new URL('../../docs/providers.md', import.meta.url);

/** What the page should say. */
export const providersPage = (): string =>
  renderProvidersPage({ captchaai: captchaaiProfile, ...profiles });
