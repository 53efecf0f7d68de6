// Microphones, cameras, screens and speakers, and what may be in the way of them.

const allows = (feature) => {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  return policy?.allowsFeature?.(feature) ?? true;
};

/** What is in the way, by the browser's name for it. */
const named = (error) =>
  ({
    NotAllowedError: "denied",
    SecurityError: "policy",
    NotFoundError: "missing",
    OverconstrainedError: "missing",
    NotReadableError: "busy",
    AbortError: "busy",
  })[error?.name] ?? "failed";

const opened = async (feature, ask) => {
  if (!isSecureContext || !navigator.mediaDevices) throw "insecure";
  if (!allows(feature)) throw "policy";
  try {
    return (await ask(navigator.mediaDevices)).getTracks()[0];
  } catch (error) {
    throw named(error);
  }
};

/** Asks for the device with this id. One that was unplugged is no reason to fail: any other will do then. */
const of = async (device, ask) => {
  if (!device) return ask({});
  try {
    return await ask({ deviceId: { exact: device } });
  } catch (error) {
    if (!["OverconstrainedError", "NotFoundError"].includes(error?.name)) throw error;
    return ask({});
  }
};

/** A track of a microphone. Fails with what is in the way: insecure, policy, denied, missing, busy, failed. */
export const microphone = (device) =>
  opened("microphone", (devices) =>
    of(device, (which) => devices.getUserMedia({ audio: { ...which, echoCancellation: true, noiseSuppression: true, autoGainControl: true } })),
  );

/** The same of a camera. */
export const camera = (device) =>
  opened("camera", (devices) =>
    of(device, (which) =>
      devices.getUserMedia({ video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 }, ...(device ? {} : { facingMode: "user" }) } }),
    ),
  );

/** The same of a screen or window. Who chooses none has denied it. */
export const screen = () =>
  opened("display-capture", async (devices) => {
    if (!devices.getDisplayMedia) throw new DOMException("", "NotFoundError");
    const stream = await devices.getDisplayMedia({ video: { frameRate: { max: 15 } } });
    // Letters stay sharp rather than movement smooth.
    for (const track of stream.getVideoTracks()) track.contentHint = "detail";
    return stream;
  });

export const can_share = () => Boolean(navigator.mediaDevices?.getDisplayMedia);
export const can_choose_speaker = () => "setSinkId" in HTMLMediaElement.prototype;

/** All devices, `[kind, id, label]` each; those without a name only where none has one. */
export const devices = async () => {
  const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return all.map(({ kind, deviceId, label }) => [kind, deviceId, label]);
};

/** Tells of devices that come and go. Gives a function that ends it. */
export const on_devices = (tell) => {
  const hear = () => tell();
  navigator.mediaDevices?.addEventListener?.("devicechange", hear);
  return () => navigator.mediaDevices?.removeEventListener?.("devicechange", hear);
};
