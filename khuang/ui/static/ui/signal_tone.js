// What the badge sounds like: two notes, three times; made here, so that nothing is to be loaded.

export function ring(audio) {
  for (let beat = 0; beat < 6; beat += 1) note(audio, beat % 2 ? 660 : 880, audio.currentTime + beat * 0.25);
}

function note(audio, pitch, at) {
  const tone = new OscillatorNode(audio, { frequency: pitch });
  const loud = new GainNode(audio, { gain: 0.25 });
  tone.connect(loud).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.2);
}
