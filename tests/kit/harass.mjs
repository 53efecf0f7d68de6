// What goes wrong at a messaging service beside calls that fail at random: windows close, the quota is used up, tokens end, answers
// come late. What was refused for one of these was not carried out, so that how it ends can be held against what people got.

import assert from "node:assert/strict";

/**
 * Switches of the stand-ins, and what their refusals hold, as each service writes them. A token that its owner filled in doesn't
 * end here: its account waits until the owner has seen to it, and would answer nobody any more.
 */
const TROUBLES = {
  facebook: { windows_closed: "2018278" },
  whatsapp: { windows_closed: "131047", quota_used: "131064" },
  line: { quota_used: "monthly limit" },
  wechat: { windows_closed: "45015", quota_used: "45009", tokens_expired: "40001" },
};

/** How late answers come at the end of a round, and for how long. */
const [LATE_MS, LATE_FOR_MS] = [700, 1_500];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Has all of it come over a service, one after the other, each until the service has refused something for it.
 * @param {object} stand as `startStandin` gives it
 * @param {{rounds: number, asks: () => Promise<void>}} how `rounds`: how often; `asks` has somebody write, for there may be nobody to answer
 */
export async function harass(stand, { rounds, asks }) {
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, refusal] of Object.entries(TROUBLES[stand.kind])) {
      if (name === "tokens_expired") {
        // Once: a message whose token was renewed for it, and is refused again, is taken for the owner's to see to.
        if (round === 0) await endTokens(stand, { refusal, asks });
        continue;
      }
      const since = Date.now();
      await stand.switches({ [name]: true });
      await answered(stand, since, refusal, asks);
      await stand.switches({ [name]: false });
    }
    await stand.switches({ delay_ms: LATE_MS });
    await pause(LATE_FOR_MS);
    await stand.switches({ delay_ms: 0 });
  }
}

/** Ends all tokens that were given out. */
async function endTokens(stand, { refusal, asks }) {
  const since = Date.now();
  await stand.switches({ tokens_expired: true });
  // Left on, each change of another switch would end the new one as well.
  await stand.switches({ tokens_expired: false });
  await answered(stand, since, refusal, asks);
  await answered(stand, since, '"access_token"', asks);
}

/** Waits until the service has answered so, and has somebody write now and then. */
async function answered(stand, since, words, asks) {
  const isSo = ({ at_ms, answer }) => at_ms >= since && JSON.stringify(answer).includes(words);
  for (let looks = 1; !(await stand.calls()).some(isSo); looks += 1) {
    assert.ok(looks < 200, `${stand.kind} never answered ${words}`);
    if (looks % 10 === 0) await asks();
    await pause(300);
  }
}
