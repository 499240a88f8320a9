import { captchaai } from '@understudy/provider-captchaai';
import { checkProvider, reportText } from '@understudy/testkit';

/** Checks an adapter without a test runner. Gives the report as text, and whether all is well. */
export async function checkCaptchaai(): Promise<{
  readonly text: string;
  readonly isWell: boolean;
}> {
  const report = await checkProvider({
    name: 'captchaai',
    dialect: 'captchaai', // or '2captcha', 'createTask'
    create: ({ apiKey, baseUrl, transport, options }) =>
      captchaai({ apiKey, baseUrl, transport, ...options }),
  });
  return { text: reportText(report), isWell: report.isConformant };
}
