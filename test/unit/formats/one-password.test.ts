/** A 1PUX file, created by the description at https://support.1password.com/1pux-format/. */
import { zipSync } from 'fflate'
import { testFormat } from '../../suites/format.suite.ts'

const item = (title: string, details: object, overview: object = {}) => ({
  uuid: title,
  state: 'active',
  categoryUuid: '001',
  overview: { title, ...overview },
  details: { loginFields: [], sections: [], ...details },
})

const data = {
  accounts: [
    {
      attrs: { accountName: 'Me' },
      vaults: [
        {
          attrs: { name: 'Private' },
          items: [
            item(
              'Stripe',
              {
                loginFields: [
                  { value: 'me', name: 'username', fieldType: 'T', designation: 'username' },
                  { value: 'sk_live_1', name: 'password', fieldType: 'P', designation: 'password' },
                ],
                notesPlain: 'About it',
                sections: [
                  {
                    title: 'More',
                    fields: [
                      { title: 'region', id: 'r', value: { string: 'eu' } },
                      { title: 'WEBHOOK_SECRET', id: 'w', value: { concealed: 'whsec_1' } },
                      { title: 'one-time password', id: 't', value: { totp: 'otpauth://totp/x' } },
                    ],
                  },
                ],
              },
              { url: 'https://stripe.com', tags: ['pay'] },
            ),
            item('API', {
              sections: [
                {
                  title: '',
                  fields: [
                    { title: 'credential', id: 'credential', value: { concealed: 'tok' } },
                    { title: 'expires', id: 'expires', value: { date: 1_893_456_000 } },
                  ],
                },
              ],
            }),
            { item: item('Old form', { password: 'p1' }) },
            item('Document', {}),
          ],
        },
      ],
    },
  ],
}

testFormat({
  format: '1pux',
  file: 'export.1pux',
  isText: false,
  bytes: zipSync({
    'export.attributes': new TextEncoder().encode('{"version":3}'),
    'files/a__photo.png': new Uint8Array(4_000).fill(7),
    'export.data': new TextEncoder().encode(JSON.stringify(data)),
  }),
  entries: [
    {
      name: 'Stripe',
      secret: 'sk_live_1',
      note: 'User name: me\nregion: eu\nAbout it',
      url: 'https://stripe.com',
      tags: ['pay'],
      isSecret: true,
      place: { file: 'export.1pux', path: 'Private' },
    },
    { name: 'Stripe · WEBHOOK_SECRET', secret: 'whsec_1', variable: 'WEBHOOK_SECRET' },
    { name: 'API', secret: 'tok', expires: 1_893_456_000_000 },
    { name: 'Old form', secret: 'p1' },
  ],
  skipped: [{ name: 'Document', why: 'no-secret', place: { file: 'export.1pux', path: 'Private' } }],
})
