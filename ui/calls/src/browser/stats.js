// What the browser counts of a connection, as the few numbers that say how good it is.

/** Gives a function that looks: `[milliseconds there and back, part lost of 1, milliseconds of jitter, bytes arrived]`. */
export const counter = (connection) => {
  let before = { received: 0, lost: 0 };
  return async () => {
    const now = { received: 0, lost: 0 };
    let [trip, gone, jitter, bytes] = [0, 0, 0, 0];
    (await connection.getStats()).forEach((one) => {
      if (one.type === "inbound-rtp") {
        now.received += one.packetsReceived ?? 0;
        now.lost += one.packetsLost ?? 0;
        bytes += one.bytesReceived ?? 0;
        if (one.kind === "audio") jitter = Math.max(jitter, (one.jitter ?? 0) * 1000);
      } else if (one.type === "remote-inbound-rtp") {
        gone = Math.max(gone, one.fractionLost ?? 0);
      } else if (one.type === "candidate-pair" && one.nominated && one.state === "succeeded") {
        trip = (one.currentRoundTripTime ?? 0) * 1000;
      }
    });
    const [received, lost] = [now.received - before.received, now.lost - before.lost];
    before = now;
    if (received + lost > 0) gone = Math.max(gone, Math.max(0, lost) / (received + lost));
    return [trip, gone, jitter, bytes];
  };
};
