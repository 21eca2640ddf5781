// Makes a photograph small enough to send from a hill: at most 1,600 points wide or high, as JPEG.
//
//   await smaller(file) -> Blob, drawn anew, so without place, time and camera
//
// Raises when the file is no picture that this browser can read.

const LONGEST = 1600;

export async function smaller(file) {
  const picture = await decoded(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  canvas.width = canvas.height = 0; // gives old phones their memory back
  if (!blob) throw new Error("the browser could not write the picture");
  return blob;
}

async function decoded(file) {
  // Turned upright as the camera says, and by browsers that can, made small while it is read.
  return createImageBitmap(file, { imageOrientation: "from-image" });
}
