/**
 * Whether this run is the full one (`npm test -- --full`, which sets `KEYHOLD_TEST_FULL=1`). The usual run samples what repeats one proof:
 * pages in the browser host, kills at providers that take the same path, and random lives.
 */
export const isFull = process.env.KEYHOLD_TEST_FULL === '1'
