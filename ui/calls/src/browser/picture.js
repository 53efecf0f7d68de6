// Pictures that fill the screen, or float above it.

export const can_fill = () => document.fullscreenEnabled ?? Boolean(document.webkitFullscreenEnabled);
export const can_float = () => Boolean(document.pictureInPictureEnabled);

/** Lets the call around an element fill the screen, or not any more. Its buttons go along: nobody has to come back to hang up. */
export const fill = (within) => {
  if (document.fullscreenElement) return void document.exitFullscreen().catch(() => {});
  const element = within.closest(".call-ongoing");
  (element.requestFullscreen ?? element.webkitRequestFullscreen)?.call(element)?.catch?.(() => {});
};

/** Lets the picture within an element float above all, or not any more. */
export const float = (element) => {
  const video = element.querySelector("video.is-other") ?? element.querySelector("video");
  if (document.pictureInPictureElement) return void document.exitPictureInPicture().catch(() => {});
  video?.requestPictureInPicture?.().catch(() => {});
};

/** Shows a stream in a video. Its sound comes from elsewhere. */
export const show = (video, stream) => {
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.srcObject = stream;
  video.play?.().catch(() => {});
};
