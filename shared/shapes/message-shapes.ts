/** Key shapes of chat, mail and telephony. */
import { alnum, digit, lower, lowerHex, shapesOf, upper, url, type KeyShape } from './shape.ts'

export const MESSAGE_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'Slack',
      page: 'https://api.slack.com/apps',
      variable: 'SLACK_BOT_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'slack-bot',
        name: 'Slack bot token',
        forms: [['xoxb-', digit(10, 13), '-', digit(10, 13), '-', alnum(18, 34)]],
      },
      {
        id: 'slack-user',
        name: 'Slack user token',
        variable: 'SLACK_USER_TOKEN',
        forms: [['xoxp-', digit(10, 13), '-', digit(10, 13), '-', digit(10, 13), '-', alnum(28, 34)]],
      },
      {
        id: 'slack-app',
        name: 'Slack app-level token',
        variable: 'SLACK_APP_TOKEN',
        forms: [['xapp-', digit(1), '-', upper(8, 16), '-', digit(10, 16), '-', lower(32, 100)]],
      },
      {
        id: 'slack-webhook',
        name: 'Slack incoming webhook',
        variable: 'SLACK_WEBHOOK_URL',
        forms: [['https://hooks.slack.com/services/T', upper(8, 12), '/B', upper(8, 12), '/', alnum(24)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Telegram',
      page: 'https://t.me/BotFather',
      variable: 'TELEGRAM_BOT_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'telegram-bot', name: 'Telegram bot token', forms: [[digit(8, 10), ':AA', url(33)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Twilio',
      page: 'https://console.twilio.com/',
      variable: 'TWILIO_ACCOUNT_SID',
      source: 'trufflehog',
    },
    [
      {
        id: 'twilio-account-sid',
        name: 'Twilio account SID',
        isIdentifier: true,
        forms: [['AC', lowerHex(32)]],
      },
      {
        id: 'twilio-api-key-sid',
        name: 'Twilio API key SID',
        isIdentifier: true,
        variable: 'TWILIO_API_KEY',
        source: 'gitleaks',
        forms: [['SK', lowerHex(32)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'SendGrid',
      page: 'https://app.sendgrid.com/settings/api_keys',
      variable: 'SENDGRID_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'sendgrid-api', name: 'SendGrid API key', forms: [['SG.', url(22), '.', url(43)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Mailgun',
      page: 'https://app.mailgun.com/settings/api_security',
      variable: 'MAILGUN_API_KEY',
      source: 'trufflehog',
    },
    [
      {
        id: 'mailgun-api',
        name: 'Mailgun API key',
        forms: [
          ['key-', lowerHex(32)],
          [lowerHex(32), '-', lowerHex(8), '-', lowerHex(8)],
        ],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Mailchimp',
      page: 'https://admin.mailchimp.com/account/api/',
      variable: 'MAILCHIMP_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'mailchimp-api', name: 'Mailchimp API key', forms: [[lowerHex(32), '-us', digit(1, 2)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Brevo',
      page: 'https://app.brevo.com/settings/keys/api',
      variable: 'BREVO_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'brevo-api', name: 'Brevo API key', forms: [['xkeysib-', lowerHex(64), '-', alnum(16)]] }],
  ),
]
