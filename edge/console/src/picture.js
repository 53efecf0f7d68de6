// What a browser does with pictures: reads them from files, draws a part of them, writes that anew, and sends it. Written
// anew, a picture holds nothing of where and when it was taken.

/** The picture at an address, upright. Fails if the browser can't show it. */
export const open = async (address) => {
  const image = Object.assign(new Image(), { src: address });
  await image.decode();
  return image;
};

/** Draws a part of a picture over all of a canvas. */
export const draw = (canvas, image, left, top, width, height) => {
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, left, top, width, height, 0, 0, canvas.width, canvas.height);
};

const written = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, 0.86));

/** A part of a picture in so many pixels, as a file of at most so many bytes; smaller if need be. Nothing if it can't be. */
export const write = async (image, [left, top, width, height], [columns, rows], type, most) => {
  for (let scale = 1; scale > 0.2; scale *= 0.8) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(columns * scale));
    canvas.height = Math.max(1, Math.round(rows * scale));
    draw(canvas, image, left, top, width, height);
    // A browser that can't write WebP writes PNG.
    const file = await written(canvas, type);
    if (!file) return undefined;
    if (file.size <= most) return file;
  }
  return undefined;
};

/** Sends a file; tells how much of it has gone, of 1. The answer's status, which is 0 without one, and its text. */
export const send = (path, file, tell) =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.timeout = 60_000;
    request.setRequestHeader("content-type", file.type);
    request.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    request.onloadend = () => done([request.status, request.status ? request.responseText : ""]);
    request.send(file);
  });
