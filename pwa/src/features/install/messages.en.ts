export const en = {
  title: 'Keep it close',
  about:
    'From your home screen it opens like any app. It works with no signal and can send you reminders.',
  steps: [
    'Tap the share button at the bottom or top of the screen.',
    'Scroll down and choose “Add to Home Screen”.',
    'Tap “Add”. Then open it from there.',
  ],
  picture: 'Drawing: the share button, then the line “Add to Home Screen”, then the new icon.',
  addLine: 'Add to Home Screen',
  add: 'Put it on my home screen',
  otherwise: 'In your browser’s menu, choose “Install” or “Add to home screen”.',
  show: 'Show me how',
  later: 'Not now',
};
