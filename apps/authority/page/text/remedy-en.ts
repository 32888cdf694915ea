import type { Remedies } from './remedy-type.ts';

export const remedyEn: Remedies = {
  'agent.popup-blocked': [
    {
      browser: 'chrome',
      steps: [
        'Choose the “Pop-up blocked” icon at the right of the address bar.',
        'Choose “Always allow pop-ups and redirects from this site”, then “Done”.',
        'Come back to this page and try again.',
      ],
      picture: 'popup-chrome',
    },
    {
      browser: 'edge',
      steps: [
        'Choose the “Pop-ups blocked” icon at the right of the address bar.',
        'Choose “Always allow pop-ups and redirects from this site”, then “Done”.',
        'Come back to this page and try again.',
      ],
      picture: 'popup-edge',
    },
    {
      browser: 'firefox',
      steps: [
        'Choose “Options” or “Preferences” in the bar above the page.',
        'Choose “Allow pop-ups for this site”.',
        'Come back to this page and try again.',
      ],
      picture: 'popup-firefox',
    },
    {
      browser: 'safari',
      steps: [
        'Choose Safari, Settings, Websites, Pop-up Windows.',
        'Set this site to “Allow”.',
        'Come back to this page and try again.',
      ],
      picture: 'popup-safari',
    },
  ],
  'agent.absent': [
    {
      steps: [
        'If it is not installed, download and install the card agent.',
        'If it is installed, make sure it is running; otherwise open it from the start menu or the list of applications. In demo mode the agent runs with the demo itself: make sure that is still running.',
        'Come back to this page and try again; no restart is needed.',
      ],
    },
  ],
  'agent.too-old': [
    {
      steps: [
        'Download the current version from the portal and install it; the old one need not be removed first.',
        'Come back to this page and try again.',
      ],
    },
  ],
  'agent.not-trusted': [
    {
      steps: [
        'Choose “Check again”, or repeat what you were doing: the agent window asks whether this site may use cards.',
        'Make sure that the window shows the address of this very site, and your phrase.',
        'Choose “Trust and continue”.',
      ],
      picture: 'trust',
    },
  ],
  'agent.permission-denied': [
    {
      browser: 'chrome',
      steps: [
        'Choose the site settings icon at the left of the address bar.',
        'Set “Apps on device” or “Local network access” to “Allow”.',
        'Come back to this page and try again.',
      ],
      picture: 'permission-chrome',
    },
    {
      browser: 'edge',
      steps: [
        'Choose the padlock at the left of the address bar.',
        'Set “Local network access” to “Allow”.',
        'Come back to this page and try again.',
      ],
      picture: 'permission-edge',
    },
    {
      browser: 'firefox',
      steps: [
        'Choose the permissions icon at the left of the address bar.',
        'Remove “Blocked” beside “Access apps on this device”.',
        'Come back to this page and try again.',
      ],
      picture: 'permission-firefox',
    },
    {
      browser: 'safari',
      steps: [
        'Safari has no such permission: allow Safari under System Settings, Privacy & Security, Local Network.',
        'Come back to this page and try again.',
      ],
      picture: 'permission-safari',
    },
  ],
  'reader.no-service': [
    {
      steps: [
        'Windows: start “Smart Card” under Services, with startup type “Automatic”.',
        'macOS: the service is built in; unplug the reader and plug it in again.',
        'Linux: install the package pcscd and start its service.',
      ],
    },
  ],
  'reader.none': [
    {
      steps: [
        'Make sure the reader is plugged in; try another USB port.',
        'Make sure the reader’s driver is installed.',
        'Choose “Detect card” or “Check again”.',
      ],
      picture: 'reader',
    },
  ],
  'card.none': [
    {
      steps: [
        'Push the card in fully, chip up and first.',
        'Wait until the light of the reader is steady.',
        'Choose “Detect card” or “Check again”.',
      ],
      picture: 'card',
    },
  ],
  'clock.wrong': [
    {
      steps: [
        'Windows: Settings, Time & language, Date & time: turn on “Set time automatically”, then “Sync now”.',
        'macOS: System Settings, General, Date & Time: turn on “Set time and date automatically”.',
        'Linux: run timedatectl set-ntp true.',
      ],
    },
  ],
};
