/** One exchange: `<` the customer writes, `>` we answer. Placeholders in braces are filled in. */
export type Dialogue = readonly string[];

/** What customers and a repair shop for household appliances text each other; our own writing. */
export const DIALOGUES: Record<'Support' | 'Sales' | 'Billing', readonly Dialogue[]> = {
  Support: [
    [
      '< Hi, my {appliance} is leaking again. You were here in spring.',
      '> Hello {first}, sorry to hear that. Is the water coming from the door or from below?',
      '< From below, a small puddle every time',
      '> That sounds like the inlet valve. We can come {day} between 4 and 6 pm, would that work?',
      '< Perfect, see you then. Thank you!',
    ],
    [
      '< Is the technician still coming today?',
      '> Yes, {first}. Your technician is on the way and should be there at about {time}.',
      '< Great',
    ],
    [
      '< Good morning, the {appliance} shows error E24',
      '> Good morning! E24 usually means a blocked drain. Could you check the filter at the bottom first?',
      '< Did that, it is clean',
      '> Thank you. Then we should look at the pump. {day} at {time} is free, shall I book it?',
      '< Yes please',
      '> Booked, {day} at {time}. You will get a reminder the day before.',
    ],
    [
      '< Hello? Nobody picked up the phone',
      '> Sorry about that, {first}. We are all on the road this morning. How can I help by text?',
      '< My {appliance} does not start anymore',
      '> Does the display light up when you press the power button?',
      '< No, nothing at all',
    ],
    [
      '> Hi {first}, your spare part has arrived. When may we come to fit it?',
      '< {day} afternoon?',
      '> {day} at {time} it is. See you then.',
      '< 👍',
    ],
    [
      '< The {appliance} makes a strange noise since the repair',
      '> Thank you for telling us. Is it a rattle or more of a whistle?',
      '< More like a rattle, only when it spins',
      '> Then a transport lock may still be in place. I will ask the colleague who was there and get back to you.',
      '> He will stop by {day} at {time}, free of charge of course.',
      '< Very kind, thanks',
    ],
    [
      '< Can I still get the warranty repair? Bought it in March',
      '> Yes, you have two years. Please keep the receipt at hand. What is the model number?',
      '< It says WX-4410 on the label',
      '> Got it. The first free visit is {day} at {time}. Does that suit you?',
    ],
    ['< Gate code changed, it is 4471 now', '> Noted, thank you {first}!'],
    [
      '< Running late, can you come an hour later?',
      '> No problem, we will be there at {time} instead.',
      '< You are the best',
    ],
  ],
  Sales: [
    [
      '< Is the part for the {appliance} back in stock? I need two of them',
      '> Hello {first}, yes, since yesterday. Shall I put two aside for you?',
      '< Yes, I will pick them up {day}',
      '> They are at the counter under your name. We are open until 6 pm.',
    ],
    [
      '< Do you ship to Canada?',
      '> We do! Delivery takes five to eight working days. Which {appliance} are you looking at?',
      '< The quiet one from the shop window',
      '> Good choice, it runs at 39 dB. With delivery it is $ 749. Should I send you an offer?',
      '< Please do',
    ],
    [
      '> Hi {first}, your {appliance} is ready for collection.',
      '< Wonderful, I will come {day}',
      '> See you then. Please bring the order number.',
    ],
    [
      '< What would you charge to take the old {appliance} away?',
      '> When you buy the new one from us it is free. Otherwise $ 35.',
      '< Ok, then I take the new one 🙂',
    ],
    [
      '< Does the {appliance} fit under a counter of 34 inches?',
      '> It is 33.5 inches high, so just about. I would measure the floor too, old ones are rarely level.',
      '< Good tip, thanks!',
    ],
    ['< Are you open on Saturday?', '> From 9 to 1, {first}. Parking is behind the house.'],
    [
      '< Price for the {appliance} still valid?',
      '> Until the end of the month, yes.',
      '< Ok I think about it',
      '> Take your time. I am here when you have questions.',
    ],
  ],
  Billing: [
    [
      '< I think I was charged twice for the visit in {month}',
      '> Let me check that, {first}. One moment please.',
      '> You are right, one of the two is being returned. It takes three to five working days.',
      '< Thanks for the quick answer',
    ],
    [
      '> Dear {first}, invoice {invoice} is due on Friday. You can pay at the counter or by transfer.',
      '< Paid this morning',
      '> Received, thank you!',
    ],
    [
      '< Could you send invoice {invoice} to my accountant?',
      '> Of course. Is it still the address we used last year?',
      '< Yes',
      '> Sent.',
      '< Great, I will wait for the invoice',
    ],
    [
      '< Can I pay in two parts?',
      '> Yes, {first}: half now and half in 30 days. Shall I set that up?',
      '< Please',
    ],
    [
      '< Your invoice says 2 hours but he was here for one',
      '> I see it in his notes: one hour. I will correct the invoice today. Sorry!',
      '< No problem, happens',
    ],
  ],
};

export const APPLIANCES = ['dishwasher', 'washing machine', 'dryer', 'fridge', 'oven', 'freezer'] as const;
export const DAYS = [
  'tomorrow',
  'on Monday',
  'on Tuesday',
  'on Wednesday',
  'on Thursday',
  'on Friday',
] as const;
export const TIMES = ['9 am', '10:30', 'noon', '2 pm', '3:30 pm', '5 pm'] as const;
